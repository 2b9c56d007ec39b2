// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit.container;

/** The images that containers of tests are made of: those that docker-compose.yml names, which a test sees to. */
public final class Images {
    /** The broker. */
    public static final String KAFKA = "apache/kafka:4.2.2";

    /** The node. */
    public static final String ELASTICSEARCH = "docker.elastic.co/elasticsearch/elasticsearch:9.5.3";

    private Images() {}
}
