// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import io.fairlead.detect.rule.DetectionRule;
import io.fairlead.detect.rule.RuleSet;
import io.fairlead.schemas.elasticsearch.DataStream;
import io.fairlead.sink.elasticsearch.ElasticsearchConfig;
import io.fairlead.sink.elasticsearch.SearchClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which datasets are fed, told by what lies in Elasticsearch. */
public final class FedDatasets {
    private FedDatasets() {}

    /**
     * The datasets of these rules whose data stream has documents of the last while, by their own time, with their number.
     *
     * @param config the sink's settings: where Elasticsearch is, and the namespace of the data streams
     * @throws IOException in words for the operator, when Elasticsearch does not answer or refuses
     */
    public static Map<String, Long> of(RuleSet rules, ElasticsearchConfig config, Duration within) throws IOException {
        String query = "{\"range\":{\"@timestamp\":{\"gte\":\"now-" + within.toSeconds() + "s\",\"lte\":\"now\"}}}";
        Map<String, Long> fed = new TreeMap<>();
        try (SearchClient client = SearchClient.connect(config)) {
            for (String dataset : datasets(rules)) {
                Optional<DataStream> stream = DataStream.of(dataset, config.namespace());
                long documents =
                        stream.isEmpty() ? 0 : client.count(stream.get().name(), query);
                if (documents > 0) {
                    fed.put(dataset, documents);
                }
            }
        }
        return fed;
    }

    private static SortedSet<String> datasets(RuleSet rules) {
        SortedSet<String> datasets = new TreeSet<>();
        for (DetectionRule rule : rules.rules()) {
            datasets.addAll(rule.scope().datasets());
        }
        return datasets;
    }
}
