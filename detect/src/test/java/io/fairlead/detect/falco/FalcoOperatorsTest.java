// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static io.fairlead.detect.falco.FalcoTexts.holds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FalcoOperatorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ka.user.name = alice",
                "ka.user.name == alice",
                "ka.user.name=\"alice\"",
                "ka.user.name='alice'",
                "ka.user.name != bob",
                "not ka.user.name = bob",
                "not not ka.user.name = alice",
                "ka.user.name contains lic",
                "ka.user.name icontains LIC",
                "ka.user.name bcontains 6c6963",
                "ka.user.name bstartswith 616c",
                "ka.user.name startswith al",
                "ka.user.name endswith ce",
                "ka.user.name glob a*c?",
                "ka.user.name glob '[a-b]l*'",
                "ka.user.name glob '[!b-z]*'",
                "ka.uri glob /api/*/pods?command*",
                "ka.user.name iglob ALI*",
                "ka.user.name regex '[a-z]+'",
                "ka.user.name regex '(ali|bo)ce'",
                "ka.response.code = 201",
                "ka.response.code startswith 2",
                "ka.response.code >= 201 and ka.response.code <= 201",
                "ka.response.code > 200 and ka.response.code < 2.02e2",
                "ka.response.code > 0x10",
                "ka.user.name in (bob, alice)",
                "ka.user.name in (alice)",
                "ka.user.name intersects (bob, alice)",
                "ka.req.pod.volumes.hostpath pmatch (/etc)",
                "ka.req.pod.volumes.hostpath[0] pmatch (/var, /etc/kubernetes/)",
                "ka.req.pod.volumes.hostpath[0] pmatch (/*/kube*)",
                "ka.req.pod.volumes.hostpath[0] pmatch (/)",
                "ka.user.name exists",
                "tolower(ka.user.name) = alice and toupper(ka.user.name) = ALICE",
                "toupper(basename(ka.uri)) startswith PODS",
                "(ka.verb=get or ka.verb=create) and ka.user.name=alice",
                "ka.verb=create or ka.verb=get and ka.user.name=bob",
                "ka.user.name = alice and(ka.verb=create)",
                "not(ka.verb=get)",
                "len(ka.user.name) = 5 and len(ka.user.groups) = 2 and len(ka.user.groups) < 3",
                "len(tolower(ka.user.groups)) = 2",
                "ka.user.name = val(ka.user.name) and ka.user.name != val(ka.verb)",
                "ka.uri contains val(ka.target.namespace) and ka.uri icontains toupper(ka.target.namespace)",
                "ka.uri startswith val(jevt.value[/requestURI]) and ka.uri endswith val(ka.uri)",
                "ka.response.code >= val(ka.response.code) and not ka.response.code < val(ka.response.code)",
                "toupper(ka.user.name) = toupper(ka.user.name)",
                "json.value[/user/username] = alice and jevt.value[/user/groups/1] = ops",
            })
    void holdsOfThePod(String condition) {
        assertThat(holds(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ka.user.name = Alice",
                "ka.user.name = ali",
                "ka.user.name != alice",
                "ka.user.name contains LIC",
                "ka.user.name bcontains 4c4943",
                "ka.user.name startswith ice",
                "ka.user.name endswith ali",
                "ka.user.name glob a?c",
                "ka.user.name glob ALI*",
                "ka.user.name glob '[!a]*'",
                "ka.user.name regex 'lic'",
                "ka.user.name regex 'ALICE'",
                "ka.user.name > 5",
                "ka.response.code > 201",
                "ka.response.code < 201",
                "ka.user.name in (bob, carol)",
                "ka.user.name in ()",
                "ka.req.pod.volumes.hostpath[0] pmatch (/et, /etc/kube)",
                "ka.req.pod.volumes.hostpath[0] pmatch (/*es)",
                "ka.req.pod.volumes.hostpath pmatch ()",
                "(ka.verb=get or ka.verb=create) and ka.user.name=bob",
                "not ka.verb=create or ka.verb=get",
                "len(ka.user.name) != 5",
                "len(ka.user.groups) > 2",
                "ka.user.name = val(ka.verb)",
                "ka.user.name != val(ka.user.name)",
                "ka.user.name = toupper(ka.user.name)",
                "ka.user.name < val(ka.response.code)",
            })
    void doesNotHoldOfThePod(String condition) {
        assertThat(holds(condition)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ka.target.subresource = x",
                "ka.target.subresource != x",
                "ka.target.subresource exists",
                "ka.target.subresource in (x)",
                "ka.target.subresource in ()",
                "ka.target.subresource intersects (x)",
                "ka.target.subresource contains ''",
                "ka.target.subresource startswith ''",
                "ka.target.subresource glob *",
                "ka.target.subresource regex '.*'",
                "ka.target.subresource < 5",
                "ka.target.subresource pmatch (/)",
                "ka.req.pod.initContainers.image in (nginx)",
                "ka.req.pod.containers.image[2] != x",
                "ka.req.pod.containers.proc_mount exists",
                "tolower(ka.target.subresource) != x",
                "jevt.value[/no/such/thing] != x",
                "ka.uri.param[none] != x",
                "ka.target.subresource = val(ka.verb)",
                "ka.target.subresource != val(ka.verb)",
                "ka.verb != val(ka.target.subresource)",
                "len(ka.target.subresource) >= 0",
                "len(ka.req.pod.initContainers.image) >= 0",
                "b64(ka.user.name) exists",
                "b64(ka.user.name) != x"
            })
    void everyComparisonOnAnAbsentFieldIsFalseAndItsNegationTrue(String condition) {
        assertThat(holds(condition)).isFalse();
        assertThat(holds("not " + condition)).isTrue();
    }

    @Test
    void anEmptyTextIsThere() {
        assertThat(holds("ka.auth.reason exists")).isTrue();
        assertThat(holds("ka.auth.reason = \"\"")).isTrue();
        assertThat(holds("ka.auth.reason != x")).isTrue();
    }

    @Test
    void inWantsAllValuesOfAListIntersectsAny() {
        assertThat(holds("ka.user.groups in (dev)")).isFalse();
        assertThat(holds("ka.user.groups in (dev, ops)")).isTrue();
        assertThat(holds("ka.user.groups in (dev, ops, more)")).isTrue();
        assertThat(holds("ka.user.groups intersects (ops)")).isTrue();
        assertThat(holds("ka.user.groups intersects (other)")).isFalse();
        assertThat(holds("ka.req.pod.containers.privileged in (true)")).isTrue();
        assertThat(holds("ka.user.groups in (dev, ops)", "{'user':{'groups':[]}}"))
                .isFalse();
        assertThat(holds("not ka.user.groups in (dev, ops)", "{'user':{'groups':[]}}"))
                .isTrue();
    }

    @Test
    void quotesAndEscapesAreTheValues() {
        String event = "{'user':{'username':'a b (c), d=\\\\e'}}";
        assertThat(holds("ka.user.name = \"a b (c), d=\\\\e\"", event)).isTrue();
        assertThat(holds("ka.user.name in ('a b (c), d=\\\\e', x)", event)).isTrue();
        assertThat(holds("ka.user.name regex 'a\\sb.*'", event)).isTrue();
        assertThat(holds("ka.uri startswith /healthz?", "{'requestURI':'/healthz?x'}"))
                .isTrue();
    }

    @Test
    void anExplodingPatternIsLinear() {
        String event = "{'user':{'username':'" + "a".repeat(20_000) + "b'}}";
        long start = System.nanoTime();
        assertThat(holds("ka.user.name regex '(.*a){12}'", event)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }
}
