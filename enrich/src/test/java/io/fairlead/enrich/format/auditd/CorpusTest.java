// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.enrich.format.Coalescer.Joined;
import io.fairlead.testkit.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Parsed and joined records of real machines against what another implementation made of them. */
final class CorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> wrong = new ArrayList<>();
    private int right;

    @Test
    void recordsAreParsedAsExpected() throws IOException {
        Path folder = Corpus.assumePresent("auditd/auparse/testdata");
        for (Path golden : files(folder, ".log.golden")) {
            List<String> lines = Files.readAllLines(Path.of(golden.toString().replace(".golden", "")));
            JsonNode expected = JSON.readTree(golden.toFile());
            assertThat(lines).hasSize(expected.size());
            for (int i = 0; i < lines.size(); i++) {
                compareRecord(golden.getFileName() + " line " + (i + 1), lines.get(i), expected.get(i));
            }
        }
        report("records");
    }

    private void compareRecord(String where, String text, JsonNode expected) {
        Optional<AuditRecord> record = AuditLine.of(text).map(RecordReader::read);
        if (expected.isNull() || record.isEmpty()) {
            check(where + " refused", record.isEmpty(), expected.isNull());
            return;
        }
        check(where + " type", record.get().type(), expected.path("record_type").asText());
        check(
                where + " sequence",
                record.get().line().serial(),
                expected.path("sequence").asLong());
        check(
                where + " time",
                record.get().line().time(),
                Instant.parse(expected.path("@timestamp").asText()));
        check(where + " data", record.get().data(), texts(expected.path("data")));
        List<String> keys = new ArrayList<>();
        expected.path("keys").forEach(key -> keys.add(key.asText()));
        check(where + " keys", record.get().keys(), keys);
    }

    @Test
    void recordsAreJoinedAsExpected() throws IOException {
        Path folder = Corpus.assumePresent("auditd/aucoalesce/testdata");
        for (Path golden : files(folder, ".json.golden")) {
            Map<String, List<String>> tests = tests(Path.of(golden.toString().replace(".json.golden", ".yaml")));
            JsonNode expected = JSON.readTree(golden.toFile());
            assertThat(tests).hasSize(expected.size());
            for (JsonNode test : expected) {
                String name = test.path("test_name").asText();
                compareEvent(name, AuditTexts.joined(tests.getOrDefault(name, List.of())), test.path("event"));
            }
        }
        report("fields of joined events");
    }

    private void compareEvent(String name, List<JsonNode> documents, JsonNode expected) {
        assertThat(documents).as(name).hasSize(1);
        JsonNode document = documents.get(0);
        check(
                name,
                Instant.parse(document.path("@timestamp").asText()),
                Instant.parse(expected.path("@timestamp").asText()));
        same(name, document, "/auditd/sequence", expected.at("/sequence"));
        same(name, document, "/auditd/category", expected.at("/category"));
        same(name, document, "/auditd/message_type", expected.at("/record_type"));
        same(name, document, "/auditd/result", expected.at("/result"));
        same(name, document, "/auditd/session", expected.at("/session"));
        same(name, document, "/event/action", expected.at("/summary/action"));
        for (String part : List.of(
                "actor/primary", "actor/secondary", "object/type", "object/primary", "object/secondary", "how")) {
            same(name, document, "/auditd/summary/" + part, expected.at("/summary/" + part));
        }
        compareUsers(name, document, expected);
        same(name, document, "/process/pid", expected.at("/process/pid"));
        same(name, document, "/process/parent/pid", expected.at("/process/ppid"));
        same(name, document, "/process/title", expected.at("/process/title"));
        same(name, document, "/process/name", expected.at("/process/name"));
        same(name, document, "/process/executable", expected.at("/process/exe"));
        same(name, document, "/process/working_directory", expected.at("/process/cwd"));
        same(name, document, "/process/args", expected.at("/process/args"));
        expected.path("file")
                .fieldNames()
                .forEachRemaining(field -> same(name, document, "/file/" + field, expected.at("/file/" + field)));
        for (String end : List.of("source", "destination")) {
            same(name, document, "/" + end + "/ip", expected.at("/" + end + "/ip"));
            same(name, document, "/" + end + "/port", expected.at("/" + end + "/port"));
        }
        same(name, document, "/network/direction", expected.at("/network/direction"));
        check(name + " data", texts(document.at("/auditd/data")), texts(expected.path("data")));
        check(name + " paths", document.at("/auditd/paths"), expected.path("paths"));
        same(name, document, "/event/category", expected.at("/ecs/event/category"));
        same(name, document, "/event/type", expected.at("/ecs/event/type"));
        same(name, document, "/event/kind", expected.at("/ecs/event/kind"));
        expected.path("tags")
                .forEach(tag ->
                        check(name + " tag", document.path("tags").toString().contains(tag.toString()), true));
    }

    private void compareUsers(String name, JsonNode document, JsonNode expected) {
        Map<String, String> paths = Map.of(
                "gid",
                "/user/group/id",
                "egid",
                "/user/effective/group/id",
                "suid",
                "/user/saved/id",
                "sgid",
                "/user/saved/group/id",
                "fsuid",
                "/user/filesystem/id",
                "fsgid",
                "/user/filesystem/group/id",
                "auid",
                "/user/audit/id");
        paths.forEach((id, path) -> {
            JsonNode value = expected.at("/user/ids/" + id);
            check(name + " " + id, document.at(path).asText(), value.asText().equals("unset") ? "" : value.asText());
        });
        JsonNode user = expected.at("/ecs/user");
        String id = user.path("id").asText(expected.at("/user/ids/uid").asText());
        check(name + " user.id", document.at("/user/id").asText(), id.equals("unset") ? "" : id);
        if (!user.path("effective").isEmpty()) {
            same(name, document, "/user/effective/id", user.at("/effective/id"));
            same(name, document, "/user/effective/name", user.at("/effective/name"));
        }
        check(name + " selinux", texts(document.at("/user/selinux")), texts(expected.at("/user/selinux")));
    }

    @Test
    void lostAndDisorderedSerialsAreTold() throws IOException {
        Path folder = Corpus.assumePresent("auditd/testdata");
        Map<String, Long> lost = new TreeMap<>();
        for (Path file : files(folder, ".log")) {
            AuditCoalescer coalescer = new AuditCoalescer();
            List<Joined> out = new ArrayList<>();
            Files.readAllLines(file).forEach(line -> out.addAll(coalescer.add(AuditTexts.raw(line))));
            out.addAll(coalescer.flush());
            lost.put(
                    file.getFileName().toString(),
                    out.stream()
                            .mapToLong(joined -> joined instanceof Joined.Lost gap ? gap.count() : 0)
                            .sum());
        }
        LoggerFactory.getLogger(CorpusTest.class).info("lost serials: {}", lost);
        assertThat(lost.get("normal.log")).isZero();
        assertThat(lost.get("lost_messages.log")).isPositive();
    }

    private void same(String name, JsonNode document, String path, JsonNode expected) {
        if (expected.isMissingNode()) {
            return;
        }
        JsonNode actual = document.at(path);
        boolean scalar = expected.isValueNode();
        check(
                name + " " + path,
                scalar ? actual.asText() : actual.toString(),
                scalar ? expected.asText() : expected.toString());
    }

    private void check(String what, Object actual, Object expected) {
        if (actual.equals(expected)) {
            right++;
        } else {
            wrong.add(what + ": " + actual + " instead of " + expected);
        }
    }

    private void report(String what) {
        LoggerFactory.getLogger(CorpusTest.class).info("{} of {} {}", right, right + wrong.size(), what);
        assertThat(wrong).as("%s of %s hold", right, right + wrong.size()).isEmpty();
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    /** The one shape of YAML that these files have: names, each with a block of lines. */
    private static Map<String, List<String>> tests(Path file) throws IOException {
        Map<String, List<String>> tests = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("    type=")) {
                current.add(line.strip());
            } else if (line.startsWith("  ") && line.strip().endsWith("|")) {
                current = new ArrayList<>();
                tests.put(line.strip().replaceAll(": *[|]$", ""), current);
            }
        }
        return tests;
    }
}
