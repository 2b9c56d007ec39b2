// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import java.util.List;

/**
 * What setting Elasticsearch up would do.
 *
 * @param missing templates that would be put
 * @param changed templates of another release or of other settings that would be replaced
 * @param faults why nothing can be put before somebody mends it, one sentence each
 * @param losses what of the stored data the changes would give up, one sentence each
 */
public record TemplatePlan(List<String> missing, List<String> changed, List<String> faults, List<String> losses) {
    public TemplatePlan {
        missing = List.copyOf(missing);
        changed = List.copyOf(changed);
        faults = List.copyOf(faults);
        losses = List.copyOf(losses);
    }
}
