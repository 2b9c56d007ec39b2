// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

import java.io.IOException;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.utility.MountableFile;

/** A node of Elasticsearch's own image: TLS, security and the roles and users of {@code deploy/elasticsearch/setup.sh}. */
public final class ContainedElasticsearch implements AutoCloseable {
    /** What docker-compose.yml tells its node beside the size of the heap. */
    public static final Map<String, String> SETTINGS = Map.of(
            "discovery.type", "single-node",
            "xpack.security.enabled", "true",
            "xpack.security.http.ssl.enabled", "true",
            "xpack.security.http.ssl.certificate", "certs/http.crt",
            "xpack.security.http.ssl.key", "certs/http.key");

    private static final String CONFIG = "/usr/share/elasticsearch/config/";
    private static final String SECRETS = "/run/secrets";
    private static final String SETUP = "/setup.sh";
    private static final String ROLES = "/roles";
    private static final int READABLE = 0755;

    private final ElasticsearchContainer container;

    private ContainedElasticsearch(ElasticsearchContainer container) {
        this.container = container;
    }

    /** Starts a node with these secrets, and makes its roles and users. */
    public static ContainedElasticsearch start(DeploySecrets secrets) throws IOException, InterruptedException {
        ElasticsearchContainer container = new ElasticsearchContainer(Images.ELASTICSEARCH)
                .withPassword(secrets.read("elasticsearch_elastic"))
                .withCertPath("") // its own authority is not asked: it has a certificate of ours
                .withEnv(SETTINGS)
                .withEnv("ES_JAVA_OPTS", "-Xms1g -Xmx1g")
                .withEnv("ELASTICSEARCH_URL", "https://localhost:9200")
                .withCopyFileToContainer(secret(secrets, "elasticsearch_tls_certificate"), CONFIG + "certs/http.crt")
                .withCopyFileToContainer(secret(secrets, "elasticsearch_tls_key"), CONFIG + "certs/http.key")
                .withCopyFileToContainer(
                        MountableFile.forHostPath(secrets.folder().toString(), READABLE), SECRETS)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(
                                DeploySecrets.deploy("elasticsearch/setup.sh").toString(), READABLE),
                        SETUP)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(
                                DeploySecrets.deploy("elasticsearch/roles").toString(), READABLE),
                        ROLES);
        container.start();
        ExecResult setup = container.execInContainer("bash", SETUP);
        if (setup.getExitCode() != 0) {
            container.stop();
            throw new AssertionError("deploy/elasticsearch/setup.sh failed: " + setup.getStderr());
        }
        return new ContainedElasticsearch(container);
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return "https://" + container.getHttpHostAddress();
    }

    @Override
    public void close() {
        container.stop();
    }

    private static MountableFile secret(DeploySecrets secrets, String name) {
        return MountableFile.forHostPath(secrets.file(name).toString(), READABLE);
    }
}
