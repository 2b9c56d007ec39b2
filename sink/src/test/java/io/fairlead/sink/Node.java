// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.sink;

import io.fairlead.embedded.EmbeddedElasticsearch;
import io.fairlead.schemas.config.Secret;
import io.fairlead.testkit.FaultProxy;
import io.fairlead.testkit.container.ContainedElasticsearch;
import io.fairlead.testkit.container.DeploySecrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An Elasticsearch that a contract is tried against, and how one gets in.
 *
 * @param url where it answers, without a slash at the end
 * @param sink the sink's login; empty where nobody asks for one
 * @param analyst the login of who reads
 * @param operator the login of who may do everything
 * @param ca whom to trust
 */
public record Node(
        String url, Optional<Login> sink, Optional<Login> analyst, Optional<Login> operator, Optional<Path> ca) {
    /** A name and its password. */
    public record Login(String user, Secret password) {}

    /** A node that asks nobody who he is. */
    public static Node of(EmbeddedElasticsearch node) {
        return open(node.url());
    }

    /** As {@link #of(EmbeddedElasticsearch)}, at this address. */
    public static Node open(String url) {
        return new Node(url, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A node as it is distributed, with the users of docker-compose.yml. */
    public static Node of(ContainedElasticsearch node, DeploySecrets secrets) {
        return new Node(
                node.url(),
                Optional.of(new Login("fairlead_sink", new Secret(secrets.read("elasticsearch_sink")))),
                Optional.of(new Login("fairlead_analyst", new Secret(secrets.read("elasticsearch_analyst")))),
                Optional.of(new Login("elastic", new Secret(secrets.read("elasticsearch_elastic")))),
                Optional.of(secrets.file("ca")));
    }

    /** A network that fails on demand before it. */
    FaultProxy proxy() {
        return FaultProxy.to(uri().getHost(), uri().getPort());
    }

    /** Its address through that network. */
    String through(FaultProxy proxy) {
        return uri().getScheme() + "://127.0.0.1:" + proxy.port();
    }

    /** What the operator is answered; an answer that is none fails the test. */
    public String ask(String method, String path, String body) throws Exception {
        return Http.send(this, method, url + path, body);
    }

    /** The same node, asked under this login. */
    public Node as(Login login) {
        return new Node(url, sink, analyst, Optional.of(login), ca);
    }

    public String get(String path) throws Exception {
        return ask("GET", path, "");
    }

    private URI uri() {
        return URI.create(url);
    }
}
