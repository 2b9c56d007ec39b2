// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.scanner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.format.report.Graph;
import java.util.Set;

/**
 * The elements of SPDX 3 as its JSON-LD context writes them; names of terms are read with and without their profile's prefix.
 * Source: SPDX 3.0.1, model, profiles Core, Software and Security; serializations, JSON-LD.
 */
final class SpdxGraph implements Graph {
    static final String CREATION = "CreationInfo";
    static final String DOCUMENT = "SpdxDocument";
    static final String PACKAGE = "Package";
    static final String VULNERABILITY = "Vulnerability";
    static final String ASSESSMENT = "VulnAssessmentRelationship";

    private static final String RELATIONSHIP = "Relationship";
    private static final Set<String> MAKERS = Set.of("Agent", "Organization", "Person", "SoftwareAgent", "Tool");
    private static final Set<String> FIELDS = Set.of(
            "type",
            "@type",
            "spdxId",
            "@id",
            "name",
            "summary",
            "description",
            "relationshipType",
            "created",
            "createdUsing",
            "creationInfo",
            "externalIdentifier",
            "software_packageVersion",
            "packageVersion",
            "software_packageUrl",
            "packageUrl",
            "software_primaryPurpose",
            "primaryPurpose",
            "security_publishedTime",
            "publishedTime");

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public Role role(ObjectNode fields) {
        String type = type(fields);
        if (type.equals(PACKAGE) || type.equals(VULNERABILITY)) {
            return Role.INVENTORY;
        }
        if (type.endsWith(ASSESSMENT) || (type.equals(RELATIONSHIP) && isAssociation(fields))) {
            return Role.FINDING;
        }
        return MAKERS.contains(type) ? Role.NAMED : Role.OTHER;
    }

    @Override
    public String id(ObjectNode fields) {
        return identifier(fields);
    }

    @Override
    public String topKey(ObjectNode fields) {
        String type = type(fields);
        return type.equals(CREATION) || type.equals(DOCUMENT) ? type : "";
    }

    /** The class of an element without its profile. */
    static String type(JsonNode element) {
        return term(element.path(element.has("type") ? "type" : "@type").asText());
    }

    /** The id of an element. */
    static String identifier(JsonNode element) {
        return element.path(element.has("spdxId") ? "spdxId" : "@id").asText();
    }

    /** Whether a relationship tells that a package has a vulnerability. */
    static boolean isAssociation(JsonNode element) {
        return term(element.path("relationshipType").asText()).equals("hasAssociatedVulnerability");
    }

    /** A term of the vocabulary without its namespace or its profile's prefix. */
    static String term(String text) {
        String term = text.substring(text.lastIndexOf('/') + 1);
        return term.substring(term.indexOf('_') + 1);
    }
}
