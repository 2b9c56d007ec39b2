// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink.elasticsearch;

import io.fairlead.schemas.config.DataSize;
import io.fairlead.schemas.config.Secret;
import io.fairlead.schemas.config.Setting;
import io.fairlead.schemas.elasticsearch.DataStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Elasticsearch is reached and filled.
 *
 * @param urls its nodes
 * @param apiKey key that goes into {@code Authorization: ApiKey}
 * @param user name for basic authentication
 * @param password password for basic authentication
 * @param ca certificate authority to trust, PEM
 * @param namespace last part of the data streams' names
 * @param replicas copies of each shard beside the first
 * @param retention how long documents stay
 * @param bulkBytes largest bulk request
 * @param bulkDocuments most documents of a bulk request
 * @param requestTimeout how long one request may take
 * @param lookback how far before a record's own time older backing indices are searched for it
 * @param unreadyAfter outage after which the stage says it is not ready
 */
public record ElasticsearchConfig(
        @Setting(doc = "Nodes of Elasticsearch, comma-separated.", defaultValue = "http://127.0.0.1:9200")
        List<URI> urls,

        @Setting(doc = "API key (base64 of id:key).") Optional<Secret> apiKey,

        @Setting(doc = "User for basic authentication; not beside an API key.")
        Optional<String> user,

        @Setting(doc = "Password for basic authentication.") Optional<Secret> password,

        @Setting(doc = "Certificate authority to trust, a PEM file; the platform's own when absent.")
        Optional<Path> ca,

        @Setting(doc = "Last part of the data streams' names.", defaultValue = "default")
        String namespace,

        @Setting(doc = "Copies of each shard beside the first; 0 for one node.", defaultValue = "0", min = 0, max = 10)
        int replicas,

        @Setting(doc = "How long documents stay.", defaultValue = "30d")
        Duration retention,

        @Setting(doc = "Largest bulk request.", defaultValue = "8MiB")
        DataSize bulkBytes,

        @Setting(doc = "Most documents of a bulk request.", defaultValue = "2000", min = 1, max = 20_000)
        int bulkDocuments,

        @Setting(doc = "How long one request may take before it is tried again.", defaultValue = "60s")
        Duration requestTimeout,

        @Setting(
                doc = "A resend is recognised after a rollover when it comes within this time of the first delivery, "
                        + "or when its own time is right to within it.",
                defaultValue = "1h")
        Duration lookback,

        @Setting(doc = "Outage of Elasticsearch after which the stage says it is not ready.", defaultValue = "10s")
        Duration unreadyAfter) {
    public ElasticsearchConfig {
        urls = List.copyOf(urls);
        user = user.filter(name -> !name.isBlank());
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("urls names no node");
        }
        for (URI url : urls) {
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http || url.getHost() == null || url.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "urls takes http://host:port or https://host:port without a user, not '" + url.getScheme()
                                + "://" + url.getHost() + "'");
            }
        }
        if (apiKey.isPresent() && user.isPresent()) {
            throw new IllegalArgumentException("give an api-key or a user, not both");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("user and password belong together");
        }
        if (DataStream.of("x", namespace).isEmpty()) {
            throw new IllegalArgumentException(
                    "namespace takes lower-case letters, digits, _ and ., not '" + namespace + "'");
        }
        if (retention.toHours() < 1) {
            throw new IllegalArgumentException("retention is at least 1h");
        }
    }

    /** The same settings against other nodes: what starts an embedded node uses it. */
    public ElasticsearchConfig withUrls(List<URI> nodes) {
        return new ElasticsearchConfig(
                nodes,
                apiKey,
                user,
                password,
                ca,
                namespace,
                replicas,
                retention,
                bulkBytes,
                bulkDocuments,
                requestTimeout,
                lookback,
                unreadyAfter);
    }
}
