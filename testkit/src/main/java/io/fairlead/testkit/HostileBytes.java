// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Input that somebody sends one day. */
public final class HostileBytes {
    private HostileBytes() {}

    /** Fixed inputs by what is wrong with them. */
    public static Map<String, byte[]> fixed() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("nothing", new byte[0]);
        all.put("a space", utf8(" "));
        all.put("a line end", utf8("\n"));
        all.put("NUL bytes", new byte[64]);
        all.put("NUL in a name", utf8("{\"a\\u0000b\":\"c\\u0000d\",\"message\":\"e\\u0000f\\n\"}"));
        all.put("invalid UTF-8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        all.put("UTF-8 cut in a character", new byte[] {(byte) 0xE2, (byte) 0x82});
        all.put("overlong UTF-8", new byte[] {(byte) 0xC0, (byte) 0xAF});
        all.put("UTF-8 surrogates", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});
        all.put("lone surrogate in JSON", utf8("{\"message\":\"\\ud800\"}"));
        all.put("byte order mark", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'});
        all.put("1,001 objects deep", utf8("{\"a\":".repeat(1001) + "1" + "}".repeat(1001)));
        all.put("1,001 arrays deep", utf8("[".repeat(1001) + "]".repeat(1001)));
        all.put("100,000 open brackets", utf8("[".repeat(100_000)));
        all.put("duplicate keys", utf8("{\"kind\":\"Event\",\"kind\":\"Secret\",\"a\":1,\"a\":2}"));
        all.put("huge number", utf8("{\"time\":" + "9".repeat(5_000) + ",\"n\":1e999999999}"));
        all.put("a string instead of an object", utf8("\"text\""));
        all.put("null", utf8("null"));
        all.put("NaN", utf8("{\"a\":NaN}"));
        all.put("two values", utf8("{}{}"));
        all.put("year 2099", utf8("{\"time\":\"2099-01-01T00:00:00Z\",\"@timestamp\":\"2099-01-01T00:00:00Z\"}"));
        all.put("a million letters", utf8("{\"message\":\"" + "x".repeat(1_000_000) + "\"}"));
        all.put("ten thousand keys", manyKeys());
        return all;
    }

    /** Bytes without any meaning, up to 4 KiB. */
    public static byte[] random(Random random) {
        byte[] bytes = new byte[random.nextInt(4096)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The sample cut off somewhere. */
    public static byte[] truncated(byte[] sample, Random random) {
        return java.util.Arrays.copyOf(sample, random.nextInt(Math.max(1, sample.length)));
    }

    /** The sample with one to eight bits flipped. */
    public static byte[] mutated(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        int flips = bytes.length == 0 ? 0 : 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] manyKeys() {
        StringBuilder text = new StringBuilder("{\"kind\":\"Event\"");
        for (int i = 0; i < 10_000; i++) {
            text.append(",\"k").append(i).append("\":").append(i);
        }
        return utf8(text.append('}').toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
