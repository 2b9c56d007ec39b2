// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A layer of the ATT&CK Navigator, format 4.5
 * (<a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md">specification</a>):
 * the score of a technique is the number of rules that watch for it.
 *
 * @param name the layer's name
 * @param versions of the layer format
 * @param domain which matrix
 * @param description what the colours mean
 * @param techniques one entry a technique
 * @param gradient the colours from no rule to the most
 */
public record NavigatorLayer(
        String name,
        Map<String, String> versions,
        String domain,
        String description,
        List<Technique> techniques,
        Gradient gradient) {
    /**
     * A technique that is watched for.
     *
     * @param techniqueID for example T1609 or T1552.007
     * @param score how many rules
     * @param comment their titles, one a line
     * @param showSubtechniques whether the matrix opens it
     */
    public record Technique(
            String techniqueID,
            int score,
            String comment,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean showSubtechniques) {}

    /**
     * Colours.
     *
     * @param colors from least to most
     * @param minValue score of the first
     * @param maxValue score of the last
     */
    public record Gradient(List<String> colors, int minValue, int maxValue) {}

    /** The layer of a coverage. */
    public static NavigatorLayer of(Coverage coverage, String name) {
        Set<String> ids = coverage.techniques().keySet();
        List<Technique> techniques = coverage.techniques().entrySet().stream()
                .map(entry -> new Technique(
                        entry.getKey(),
                        entry.getValue().size(),
                        Coverage.comment(entry.getValue()),
                        ids.stream().anyMatch(id -> id.startsWith(entry.getKey() + "."))))
                .toList();
        return new NavigatorLayer(
                name,
                Map.of("layer", "4.5"),
                "enterprise-attack",
                "Rules that run over a dataset that is fed, by technique",
                techniques,
                new Gradient(List.of("#ffffff", "#66b1ff"), 0, Math.max(1, coverage.deepest())));
    }
}
