// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.ocsf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.ocsf.OcsfClass.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ECS documents as events of the Open Cybersecurity Schema Framework, version 1.8.
 *
 * <p>The class is decided by {@code event.kind}, {@code event.category} and {@code event.dataset}, the activity by {@code
 * event.type}, as the table {@code ocsf/ocsf.json} says. Attributes that a class requires are always there. What no
 * attribute holds stands under {@code unmapped}, so that nothing of a document is lost. A document that fits no class, or
 * lacks what its class is about, becomes a Base Event that says why. Pure and thread-safe.
 */
public final class OcsfView {
    private static final int OTHER = 99;
    private static final int TYPES_OF_A_CLASS = 100;

    private final OcsfTable table;

    private OcsfView(OcsfTable table) {
        this.table = table;
    }

    /** The view that the table on the class path describes. */
    public static OcsfView load() {
        return new OcsfView(OcsfTable.load());
    }

    /** The event that this document is. */
    public ObjectNode of(ObjectNode document) {
        List<String> reasons = new ArrayList<>();
        for (OcsfClass each : table.classes()) {
            if (each.fits(document)) {
                Optional<List<String>> lacks = each.lacks(document);
                if (lacks.isEmpty()) {
                    ObjectNode event = write(each, document, "");
                    lacks = each.lacking(event);
                    if (lacks.isEmpty()) {
                        return event;
                    }
                }
                reasons.add(each.name() + " (" + each.uid() + ") needs " + String.join(" or ", lacks.get()));
            }
        }
        return write(table.base(), document, reasons.isEmpty() ? noClass(document) : String.join("; ", reasons));
    }

    private static String noClass(JsonNode document) {
        JsonNode categories = Paths.get(document, "event.category");
        String dataset = Paths.get(document, "event.dataset").asText("none");
        return "no class for "
                + (categories.isMissingNode() ? "documents without event.category" : "event.category " + categories)
                + " of the dataset " + dataset;
    }

    private ObjectNode write(OcsfClass of, ObjectNode document, String reason) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("category_uid", of.category())
                .put("category_name", of.categoryName())
                .put("class_uid", of.uid())
                .put("class_name", of.name());
        activity(of, document, event);
        Sheet sheet = new Sheet(document, event, table.maps());
        event.putObject("metadata").put("version", table.version());
        sheet.apply(table.every());
        of.groups().forEach(group -> sheet.apply(table.groups().getOrDefault(group, List.of())));
        sheet.apply(of.attributes());
        ObjectNode unmapped = sheet.left();
        if (!reason.isEmpty()) {
            Paths.set(unmapped, "fairlead.ocsf.reason", JsonNodeFactory.instance.textNode(reason));
        }
        if (!unmapped.isEmpty()) {
            event.set("unmapped", unmapped);
        }
        Observables.name(event);
        return event;
    }

    private static void activity(OcsfClass of, ObjectNode document, ObjectNode event) {
        Optional<Activity> activity = of.activity(document);
        Optional<String> word = of.word(document);
        int id = activity.map(Activity::id).orElse(word.isEmpty() ? 0 : OTHER);
        String caption = activity.map(Activity::name).orElse(word.isEmpty() ? "Unknown" : "Other");
        event.put("activity_id", id)
                .put(
                        "activity_name",
                        activity.map(Activity::name).or(() -> word).orElse(caption));
        event.put("type_uid", (long) of.uid() * TYPES_OF_A_CLASS + id).put("type_name", of.name() + ": " + caption);
    }
}
