// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {
    @Test
    void theRightmostAddressThatIsNoProxyIsTheClient() {
        TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/9", "fd00::/8"));

        assertThat(proxies.client(List.of("1.1.1.1", "2.2.2.2", "10.1.2.3", "fd00::1")))
                .isEqualTo("2.2.2.2");
        assertThat(proxies.client(List.of("1.1.1.1", "10.128.0.1"))).isEqualTo("10.128.0.1");
        assertThat(proxies.client(List.of("10.0.0.1", "10.0.0.2"))).isEqualTo("10.0.0.1");
        assertThat(proxies.client(List.of("1.1.1.1", "unix"))).isEqualTo("unix");
        assertThat(proxies.client(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "::1", "fe80::1", "::ffff:1.2.3.4", "2001:db8:0:0:0:0:0:1"})
    void literals(String text) {
        assertThat(IpLiteral.isLiteral(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "fade.cafe",
                "localhost",
                "fe80::1%eth0",
                "1:2",
                "::g"
            })
    void whatIsNoLiteral(String text) {
        assertThat(IpLiteral.isLiteral(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33", "fd00::/129", "10.0.0.0/x", "host/8", "10.0.0.0/-1"})
    void networksThatAreNone(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
