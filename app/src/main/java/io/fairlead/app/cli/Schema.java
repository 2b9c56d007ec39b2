// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonBytes;
import io.fairlead.enrich.ocsf.OcsfView;
import java.io.UncheckedIOException;

/** How documents are printed. */
enum Schema {
    /** As Elasticsearch stores them: the Elastic Common Schema. */
    ECS {
        @Override
        String written(String document) {
            return document;
        }
    },
    /** As events of the Open Cybersecurity Schema Framework. */
    OCSF {
        @Override
        String written(String document) {
            try {
                return JsonBytes.text(Ocsf.VIEW.of(Ocsf.JSON.readValue(document, ObjectNode.class)));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    abstract String written(String document);

    /** Loaded when it is needed first. */
    private static final class Ocsf {
        private static final JsonMapper JSON = JsonMapper.builder().build();
        private static final OcsfView VIEW = OcsfView.load();

        private Ocsf() {}
    }
}
