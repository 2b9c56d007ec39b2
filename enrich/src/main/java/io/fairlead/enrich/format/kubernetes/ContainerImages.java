// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The images that a request asks to run: of pods, and of the pod templates in what controls pods. */
final class ContainerImages {
    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");
    private static final int MOST = 100;

    private ContainerImages() {}

    /** Images in the order they stand, each once, at most 100. */
    static Collection<String> of(@Nullable JsonNode requestObject) {
        Set<String> images = new LinkedHashSet<>();
        JsonNode spec = AuditRecord.child(requestObject, "spec");
        pod(spec, images);
        pod(AuditRecord.child(AuditRecord.child(spec, "template"), "spec"), images);
        JsonNode job = AuditRecord.child(AuditRecord.child(spec, "jobTemplate"), "spec");
        pod(AuditRecord.child(AuditRecord.child(job, "template"), "spec"), images);
        return images;
    }

    private static void pod(@Nullable JsonNode spec, Set<String> images) {
        if (spec == null) {
            return;
        }
        for (String name : CONTAINERS) {
            JsonNode containers = AuditRecord.child(spec, name);
            if (containers == null || !containers.isArray()) {
                continue;
            }
            for (JsonNode container : containers) {
                String image = AuditRecord.asText(AuditRecord.child(container, "image"));
                if (!image.isEmpty() && images.size() < MOST) {
                    images.add(image);
                }
            }
        }
    }
}
