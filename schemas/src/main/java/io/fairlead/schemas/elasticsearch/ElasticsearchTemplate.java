// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.schemas.elasticsearch;

/**
 * One template as it is put into Elasticsearch.
 *
 * @param kind whether it is a part of others or matches data streams itself
 * @param name its name in Elasticsearch
 * @param hash changes whenever the body does; stands in the body under {@code _meta.hash}, so that an installed template
 *     can be told from a newer one without comparing bodies
 * @param body JSON
 */
public record ElasticsearchTemplate(Kind kind, String name, String hash, String body) {
    /** What a template is. */
    public enum Kind {
        /** Settings or types that index templates are composed of. */
        COMPONENT("/_component_template/", "component_templates", "component_template"),
        /** Matches data streams by name. */
        INDEX("/_index_template/", "index_templates", "index_template");

        private final String api;
        private final String list;
        private final String item;

        Kind(String api, String list, String item) {
            this.api = api;
            this.list = list;
            this.item = item;
        }

        /** Name of the array in Elasticsearch's answer to a GET. */
        public String list() {
            return list;
        }

        /** Name of the template within an entry of that array. */
        public String item() {
            return item;
        }
    }

    /** The path to GET, PUT or DELETE it at. */
    public String path() {
        return kind.api + name;
    }
}
