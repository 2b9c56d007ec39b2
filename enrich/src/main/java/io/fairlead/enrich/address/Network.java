// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.address;

/**
 * A network in CIDR notation.
 *
 * @param address the network's address, 4 or 16 bytes
 * @param prefix bits that count
 */
public record Network(byte[] address, int prefix) {

    /**
     * Reads {@code 10.0.0.0/8}, {@code fd00::/8} or a single address.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("not a network like 10.0.0.0/8 or fd00::/8: " + text);
        }
        int prefix = slash < 0 ? address.length * 8 : bits(text, slash);
        if (prefix < 0 || prefix > address.length * 8) {
            throw new IllegalArgumentException("the prefix length does not fit the address: " + text);
        }
        return new Network(address, prefix);
    }

    /** True when the address lies in this network. */
    public boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != other[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        int mask = rest == 0 ? 0 : 0xFF << (8 - rest) & 0xFF;
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }

    private static int bits(String text, int slash) {
        try {
            return Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no prefix length after the slash: " + text, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && prefix == network.prefix
                && java.util.Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * java.util.Arrays.hashCode(address) + prefix;
    }

    @Override
    public String toString() {
        return java.util.HexFormat.of().formatHex(address) + "/" + prefix;
    }
}
