// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.schemas.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private final Credentials credentials = new Credentials(List.of(
            new Credential("prod", new Secret("s3cret"), List.of("prod"), List.of("kubernetes.audit")),
            new Credential("all", new Secret("other"), List.of("*"), List.of("*"))));

    @Test
    void onlyKnownTokensOfTheBearerScheme() {
        assertThat(credentials.of("Bearer s3cret")).map(Credential::name).contains("prod");
        assertThat(credentials.of("bearer  other ")).map(Credential::name).contains("all");
        assertThat(credentials.of("Bearer s3cre")).isEmpty();
        assertThat(credentials.of("Bearer ")).isEmpty();
        assertThat(credentials.of("Basic s3cret")).isEmpty();
        assertThat(credentials.of(null)).isEmpty();
    }

    @Test
    void credentialIsBoundToClustersAndFormats() {
        Credential prod = credentials.of("Bearer s3cret").orElseThrow();
        assertThat(prod.mayCluster("prod")).isTrue();
        assertThat(prod.mayCluster("test")).isFalse();
        assertThat(prod.mayCluster("")).isFalse();
        assertThat(prod.mayFormat("falco")).isFalse();
        assertThat(prod.onlyCluster()).contains("prod");
        Credential all = credentials.of("Bearer other").orElseThrow();
        assertThat(all.mayCluster("anything")).isTrue();
        assertThat(all.mayFormat("falco")).isTrue();
        assertThat(all.onlyCluster()).isEmpty();
    }

    @Test
    void noneConfiguredMeansNoneRequired() {
        assertThat(new Credentials(List.of()).required()).isFalse();
        assertThat(credentials.required()).isTrue();
    }
}
