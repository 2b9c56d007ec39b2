// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.9.9.9, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "192.168.1.1, 192.168.1.1, true",
        "192.168.1.1, 192.168.1.2, false",
        "::/0, 10.0.0.1, false",
        "2001:db8::/32, 2001:DB8:0:0::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, 10.0.0.256, false",
        "10.0.0.0/8, 10.0.0.1.2, false",
        "fe80::/10, fe80::1::2, false",
        "::1/128, ::1, true",
        "::ffff:0:0/96, 192.0.2.1, true",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
        "::ffff:10.0.0.0/104, 11.0.0.1, false",
        "fe80::/10, fe80::1%eth0, true",
        "10.0.0.0/8, 10.0.0.1%eth0, false"
    })
    void containsAddressesOfTheNetwork(String network, String address, boolean inside) {
        assertThat(IpNetwork.parse(network).orElseThrow().contains(address)).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "host/8",
        "1::2::3/64",
        "::/129",
        "::ffff:0:0/129",
        "1:2:3:4:5:6:7/64",
        ":1/8"
    })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isEmpty();
    }
}
