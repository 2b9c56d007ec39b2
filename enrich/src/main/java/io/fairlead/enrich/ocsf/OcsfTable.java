// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * How documents become events of the Open Cybersecurity Schema Framework.
 *
 * @param version the version of the framework
 * @param maps lists of words and what they mean, by name
 * @param every attributes of all classes
 * @param groups attributes of several classes, by name
 * @param classes the classes, the first that fits counts
 * @param base the class of what fits none
 */
record OcsfTable(
        String version,
        Map<String, Map<String, JsonNode>> maps,
        List<Mapping> every,
        Map<String, List<Mapping>> groups,
        List<OcsfClass> classes,
        OcsfClass base) {
    private static final String RESOURCE = "/ocsf/ocsf.json";

    /** The table on the class path. */
    static OcsfTable load() {
        try (InputStream in = OcsfTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + RESOURCE);
            }
            return JsonMapper.builder().build().readValue(in, OcsfTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
