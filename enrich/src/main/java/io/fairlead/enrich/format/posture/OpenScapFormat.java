// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.address.IpLiteral;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.Source;
import io.fairlead.enrich.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Results of OpenSCAP and others that write XCCDF 1.1 or 1.2, alone, in their benchmark, or in an ARF report collection; an
 * event for each rule's result. Stamps without a zone are taken as UTC. Source: NIST IR 7275 (XCCDF), NIST IR 7694 (ARF).
 */
public final class OpenScapFormat extends RecordFormat {
    private static final String OWN = "openscap.";
    private static final SortedMap<String, String> TEXTS = new TreeMap<>(Map.ofEntries(
            Map.entry("report.benchmark", "rule.benchmark.id"),
            Map.entry("report.benchmark_title", "rule.benchmark.name"),
            Map.entry("report.version", "rule.benchmark.version"),
            Map.entry("report.id", OWN + "test_result.id"),
            Map.entry("report.profile", OWN + "profile"),
            Map.entry("report.test_system", OWN + "test_system"),
            Map.entry("report.identity", "user.name"),
            Map.entry("report.target", "host.hostname"),
            Map.entry("result.severity", "result.severity"),
            Map.entry("result.check", OWN + "check"),
            Map.entry("result.check_system", OWN + "check_system"),
            Map.entry("result.instance", OWN + "instance"),
            Map.entry("result.message", "event.reason"),
            Map.entry("result.weight", OWN + "weight"),
            Map.entry("result.overridden_by", OWN + "overridden_by"),
            Map.entry("rule.rationale", "rule.rationale")));
    private static final List<String> NAMESPACES =
            List.of("checklists.nist.gov/xccdf/", "scap.nist.gov/schema/asset-reporting-format/");
    private static final int HEAD = 4096;
    private static final int LOCAL_STAMP = 19;

    /** For the service loader. */
    public OpenScapFormat() {
        super("openscap.result", "openscap");
    }

    @Override
    public Fit fit(Source source) {
        byte[] bytes = source.bytes();
        // a digit behind the bracket is a priority of syslog's
        if (bytes.length < 2 || bytes[0] != '<' && bytes[0] != (byte) 0xEF || bytes[1] <= '9' && bytes[1] >= '0') {
            return Fit.NONE;
        }
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        boolean named = NAMESPACES.stream().anyMatch(head::contains);
        return named && !head.regionMatches(true, 0, "<!DOCTYPE html", 0, 14) ? Fit.EXACT : Fit.NONE;
    }

    @Override
    protected JsonTree tree(Source source) {
        return XccdfReader.read(source.bytes());
    }

    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected boolean isRoot(ObjectNode root) {
        return root.path("records").isArray();
    }

    @Override
    protected List<JsonNode> records(ObjectNode root) {
        return new Fields(root).items("records");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return record.path("report").isObject();
    }

    @Override
    protected String stamp(ObjectNode record) {
        String stamp = new Fields(record).text("result.time", "report.end_time", "report.start_time");
        return stamp.length() == LOCAL_STAMP ? stamp + "Z" : stamp;
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (!record.root().has("result")) {
            CheckFields.nothing("openscap", document);
            record.copy(TEXTS, document);
            return;
        }
        String status = record.text("result.status");
        CheckFields.result(
                "openscap",
                evaluation(status),
                status,
                record.text("result.rule"),
                record.text("rule.title"),
                document);
        record.copy(TEXTS, document);
        List<String> idents = texts(record, "result.idents");
        document.texts("rule.reference", idents)
                .texts(
                        "vulnerability.id",
                        idents.stream()
                                .filter(ident -> ident.startsWith("CVE-"))
                                .toList())
                .texts(
                        "host.ip",
                        texts(record, "report.addresses").stream()
                                .filter(IpLiteral::isLiteral)
                                .toList())
                .texts(
                        "related.hosts",
                        Set.of(record.text("report.target")).stream()
                                .filter(host -> !host.isEmpty())
                                .toList());
    }

    private static List<String> texts(Fields record, String path) {
        return record.items(path).stream().map(JsonNode::asText).toList();
    }

    private static Evaluation evaluation(String status) {
        return switch (status) {
            case "pass", "fixed" -> Evaluation.PASSED;
            case "fail" -> Evaluation.FAILED;
            default -> Evaluation.UNKNOWN;
        };
    }
}
