// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/** Ports below those which the system gives to outgoing connections, so that a closed port stays free. */
final class LoopbackPort {
    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 19_999;

    private LoopbackPort() {}

    /** Opens something on an address. */
    @FunctionalInterface
    interface Opener<T> {
        T open(InetSocketAddress address) throws IOException;
    }

    static <T> T bind(Opener<T> opener) throws IOException {
        for (int attempt = 0; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            try {
                return opener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException taken) {
                if (attempt == 100) {
                    throw taken;
                }
            }
        }
    }
}
