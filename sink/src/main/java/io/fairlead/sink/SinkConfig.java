// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.schemas.config.Setting;
import io.fairlead.sink.elasticsearch.ElasticsearchConfig;
import io.fairlead.sink.elasticsearch.HousekeepingConfig;
import io.fairlead.sink.webhook.WebhookConfig;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Settings of the sink.
 *
 * @param elasticsearch where documents land
 * @param housekeeping who rolls and deletes old data
 * @param webhooks where alerts are posted
 * @param groupPrefix put before the names of consumer groups
 * @param instance this process among others of the group
 */
public record SinkConfig(
        @Setting(doc = "Where documents land.") ElasticsearchConfig elasticsearch,

        @Setting(doc = "Who rolls and deletes old data.") HousekeepingConfig housekeeping,

        @Setting(doc = "Where alerts are posted, each destination with a consumer group of its own.")
        List<WebhookConfig> webhooks,

        @Setting(doc = "Put before the names of the sink's consumer groups.", defaultValue = "fairlead-sink")
        String groupPrefix,

        @Setting(doc = "Name of this process in consumer groups and logs.", defaultValue = "sink")
        String instance) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public SinkConfig {
        webhooks = List.copyOf(webhooks);
        if (!NAME.matcher(groupPrefix).matches() || !NAME.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "group-prefix and instance take letters, digits, dot, dash and underscore, at most 100");
        }
        Set<String> names = new HashSet<>();
        for (WebhookConfig webhook : webhooks) {
            if (!names.add(webhook.name())) {
                throw new IllegalArgumentException("two webhooks are named '" + webhook.name() + "'");
            }
        }
    }

    /** The same settings against other nodes of Elasticsearch: what starts an embedded node uses it. */
    public SinkConfig withElasticsearch(List<URI> urls) {
        return new SinkConfig(elasticsearch.withUrls(urls), housekeeping, webhooks, groupPrefix, instance);
    }
}
