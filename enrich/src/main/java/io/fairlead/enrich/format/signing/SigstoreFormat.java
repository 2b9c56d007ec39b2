// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.fairlead.enrich.ecs.EcsDocument;
import io.fairlead.enrich.format.Fields;
import io.fairlead.enrich.format.RecordFormat;
import io.fairlead.enrich.format.UnixTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sigstore: lines of the policy controller's log, and what {@code cosign verify -o json} prints for each signature that it
 * accepted. Source: sigstore/policy-controller, webhook/validator; knative.dev/pkg, webhook/admission; cosign, signature
 * specification.
 */
public final class SigstoreFormat extends RecordFormat {
    private static final String OWN = "sigstore.verification.";
    private static final String KNATIVE = "knative.dev/";
    private static final Pattern FAILED = Pattern.compile("Failed to validate at least one policy for (\\S+)");
    private static final Pattern VALIDATED = Pattern.compile("Validated (\\d+) policies for image (\\S+)");
    private static final Pattern POLICY = Pattern.compile("failed policy: ([^\\s:]+)");
    private static final Pattern IMAGE =
            Pattern.compile("([a-z0-9][a-z0-9.:\\-]*(?:/[a-z0-9._\\-]+)+(?::[\\w.\\-]+)?@sha256:[0-9a-f]{64})");
    /** What the extensions of Fulcio's certificates say, by their object identifiers or names. */
    private static final SortedMap<String, String> CLAIMS = new TreeMap<>(Map.of(
            "Issuer", "signature.issuer",
            "Subject", "signature.subject",
            "githubWorkflowName", OWN + "workflow.name",
            "githubWorkflowRef", OWN + "workflow.ref",
            "githubWorkflowRepository", OWN + "workflow.repository",
            "githubWorkflowSha", OWN + "workflow.sha",
            "githubWorkflowTrigger", OWN + "workflow.trigger"));

    /** For the service loader. */
    public SigstoreFormat() {
        super("sigstore.verification", "sigstore.verification");
    }

    @Override
    protected boolean isRecord(ObjectNode record) {
        return isPayload(record) || isLine(record);
    }

    private static boolean isPayload(ObjectNode record) {
        return record.path("critical")
                .path("image")
                .path("docker-manifest-digest")
                .isTextual();
    }

    private static boolean isLine(ObjectNode record) {
        return record.path("logger").asText().startsWith("policy-controller") && record.has("caller");
    }

    @Override
    protected List<ObjectNode> records(ObjectNode root) {
        return List.of(CosignPayload.of(root));
    }

    /** What cosign prints has no time, and looks the same each time an image is verified. */
    @Override
    protected boolean byDelivery() {
        return true;
    }

    @Override
    protected String stamp(ObjectNode record) {
        return UnixTime.seconds(record.has("ts") ? record.path("ts") : record.path("timestamp"));
    }

    @Override
    protected String id(ObjectNode record) {
        return "";
    }

    @Override
    protected void write(Fields record, EcsDocument document) {
        if (isPayload(record.root())) {
            payload(record, document);
        } else {
            line(record, document);
        }
    }

    private static void payload(Fields record, EcsDocument document) {
        ImageReference named = ImageReference.of(record.text("critical.identity.docker-reference"));
        String digest = record.text("critical.image.docker-manifest-digest");
        Verification.VERIFIED.write("cosign", document);
        new ImageReference(named.name(), named.tag(), digest).write(document);
        if (record.at("optional") instanceof ObjectNode optional) {
            new Fields(optional).copy(CLAIMS, document);
        }
        document.text("signature.type", record.text("critical.type"))
                .text("message", "signature of " + named.name() + "@" + digest + " verified");
    }

    private static void line(Fields record, EcsDocument document) {
        ObjectNode root = record.root();
        String message = record.text("msg", "message");
        Matcher failed = FAILED.matcher(message);
        Matcher validated = VALIDATED.matcher(message);
        // keys with dots and slashes are no paths
        JsonNode allowed = root.path("admissionreview/allowed");
        String answer = root.path("admissionreview/result").asText();
        Verification result = Verification.NONE;
        String image = "";
        if (failed.find()) {
            result = Verification.REFUSED;
            image = failed.group(1);
        } else if (validated.find()) {
            result = Verification.VERIFIED;
            image = validated.group(2);
        } else if (allowed.isBoolean() && !allowed.asBoolean()
                || POLICY.matcher(message + error(record)).find()) {
            result = Verification.REFUSED;
            Matcher reference = IMAGE.matcher(answer + " " + message + error(record));
            image = reference.find() ? reference.group(1) : "";
        }
        result.write("policy-controller", document);
        ImageReference.of(image).write(document);
        Matcher policy = POLICY.matcher(answer + " " + message + error(record));
        document.text("message", message)
                .text("error.message", error(record).strip())
                .text("event.reason", answer)
                .text("rule.name", policy.find() ? policy.group(1) : "")
                .text("log.level", record.text("level", "severity").toLowerCase(Locale.ROOT))
                .text("log.logger", record.text("logger"))
                .text("user.name", root.path(KNATIVE + "userinfo").asText())
                .text(OWN + "operation", root.path(KNATIVE + "operation").asText())
                .text("orchestrator.type", "kubernetes")
                .text("orchestrator.namespace", root.path(KNATIVE + "namespace").asText())
                .text("orchestrator.resource.name", root.path(KNATIVE + "name").asText())
                .text(
                        "orchestrator.resource.type",
                        kind(root.path(KNATIVE + "kind").asText()))
                .text("kubernetes.namespace", root.path(KNATIVE + "namespace").asText());
        Fields.people(document, root.path(KNATIVE + "userinfo").asText());
    }

    private static String error(Fields record) {
        String error = record.text("error");
        return error.isEmpty() ? "" : " " + error;
    }

    /** The kind of {@code apps/v1, Kind=Deployment}. */
    private static String kind(String written) {
        return written.substring(written.indexOf('=') + 1).toLowerCase(Locale.ROOT);
    }
}
