// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.enrich.Rejected;
import io.fairlead.enrich.TestNormalizer;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** XML that wants to read files, ask servers or fill the memory is refused, and the reason says why. */
@Timeout(20)
final class HostileXmlTest {
    private static final String BENCHMARK = "<Benchmark xmlns=\"http://checklists.nist.gov/xccdf/1.2\" id=\"b\">"
            + "<TestResult id=\"t\"><target>%s</target>"
            + "<rule-result idref=\"r\"><result>fail</result></rule-result></TestResult></Benchmark>";

    @TempDir
    private Path folder;

    @Test
    void filesAreNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-content-of-the-file");
        for (String format : new String[] {"openscap.result", "auto"}) {
            Rejected rejected = rejected(
                    format,
                    "<!DOCTYPE Benchmark [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                            + BENCHMARK.formatted("&x;"));
            assertThat(rejected.code()).isEqualTo(DeadLetterCode.PARSE);
            assertThat(rejected.message()).contains("document type declaration");
            assertThat(rejected.excerpt()).doesNotContain("the-content");
        }
    }

    @Test
    void laughsAreNotMultiplied() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE Benchmark [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY l%d \"&l%d;&l%d;\">".formatted(i, i - 1, i - 1));
        }
        laughs.append("]>").append(BENCHMARK.formatted("&l39;"));
        assertThat(rejected("openscap.result", laughs.toString()).message()).contains("document type declaration");
    }

    @Test
    void parametersOfDeclarationsAndInclusionsAreNotRead() {
        String parameter = "<!DOCTYPE b [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>";
        assertThat(rejected("openscap.result", parameter + BENCHMARK.formatted("h"))
                        .message())
                .contains("document type declaration");
        String external = "<!DOCTYPE b SYSTEM \"http://127.0.0.1:9/x.dtd\">";
        assertThat(rejected("openscap.result", external + BENCHMARK.formatted("h"))
                        .message())
                .contains("document type declaration");
        String inclusion = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/>";
        JsonNode document = TestNormalizer.document("openscap.result", BENCHMARK.formatted(inclusion));
        assertThat(document.toString()).doesNotContain("root:");
    }

    @Test
    void otherEncodingsHideNothing() {
        byte[] wide = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE b [<!ENTITY x \"y\">]>"
                        + BENCHMARK.formatted("&x;"))
                .getBytes(StandardCharsets.UTF_16);
        assertThat(TestNormalizer.rejected("openscap.result", wide).message()).contains("document type declaration");
    }

    @Test
    void depthIsBounded() {
        String deep = "<a>".repeat(5_000) + "</a>".repeat(5_000);
        Rejected rejected = rejected("openscap.result", BENCHMARK.formatted(deep));
        assertThat(rejected.code()).as(rejected.message()).isEqualTo(DeadLetterCode.LIMIT);
    }

    @Test
    void whatIsBrokenIsToldWithItsPlaceAndNoContent() {
        Rejected rejected = rejected("openscap.result", BENCHMARK.formatted("h").replace("</TestResult>", "</Wrong>"));
        assertThat(rejected.code()).isEqualTo(DeadLetterCode.PARSE);
        assertThat(rejected.message()).isEqualTo("not well-formed XML at line 1");
    }

    @Test
    void aLongHeadIsNotWrittenWithEachResult() {
        String many = "<rule-result idref=\"r\"><result>pass</result></rule-result>".repeat(2_000);
        String report = BENCHMARK.formatted("h".repeat(200_000)).replace("</TestResult>", many + "</TestResult>");
        long bytes = TestNormalizer.normalize(TestNormalizer.raw("openscap.result", report)).events().stream()
                .mapToLong(event -> event.getDocument().remaining())
                .sum();
        assertThat(bytes).isLessThan(40L * report.length());
    }

    private static Rejected rejected(String format, String xml) {
        return TestNormalizer.rejected(format, xml.getBytes(StandardCharsets.UTF_8));
    }
}
