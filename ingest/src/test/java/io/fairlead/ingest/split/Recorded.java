// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.split;

import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a splitter found in a body. */
record Recorded(List<String> items, List<String> rejections, boolean readable) {
    static Recorded of(byte[] body, int chunk, Function<ItemSink, Splitter> make) {
        List<String> items = new ArrayList<>();
        List<String> rejections = new ArrayList<>();
        Splitter splitter = make.apply(new ItemSink() {
            @Override
            public void item(byte[] bytes) {
                items.add(new String(bytes, StandardCharsets.ISO_8859_1));
            }

            @Override
            public void rejected(DeadLetterCode code, String message, long length) {
                rejections.add(code + " " + length);
            }
        });
        for (int at = 0; at < body.length; at += chunk) {
            splitter.feed(body, at, Math.min(chunk, body.length - at));
        }
        return new Recorded(items, rejections, splitter.finish());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
