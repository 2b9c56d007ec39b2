// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void the_same_parts_have_the_same_identity_for_ever() {
        // a fixed value: identities of earlier releases lie in Elasticsearch and must be recognised
        assertThat(Identity.hash("cluster", "audit-id", "ResponseComplete")).isEqualTo("ZLpznN56Jfe3tXku1fU5nSHPanI");
        assertThat(Identity.hash("ab", "c")).hasSize(27).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void where_parts_end_matters() {
        Set<String> identities = new HashSet<>();
        identities.add(Identity.hash("ab", "c"));
        identities.add(Identity.hash("a", "bc"));
        identities.add(Identity.hash("abc"));
        identities.add(Identity.hash("abc", ""));
        identities.add(Identity.hash("", "abc"));
        identities.add(Identity.hash("c", "ab"));
        assertThat(identities).hasSize(6);
    }

    @Test
    void bytes_are_scoped() {
        byte[] bytes = "payload".getBytes(StandardCharsets.UTF_8);
        assertThat(Identity.hash("one", bytes)).isNotEqualTo(Identity.hash("two", bytes));
        assertThat(Identity.hash("one", bytes)).isEqualTo(Identity.hash("one", "payload"));
    }

    @Test
    void sha256_is_sha256() {
        assertThat(Identity.sha256Hex("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void unique_ids_are_ordered_by_time_and_of_version_7() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(Identity.unique(1_700_000_000_000L));
        }
        assertThat(ids).hasSize(10_000);
        UUID id = UUID.fromString(Identity.unique(1_700_000_000_000L));
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_000L);
        assertThat(Identity.unique(1)).isLessThan(Identity.unique(2));
    }
}
