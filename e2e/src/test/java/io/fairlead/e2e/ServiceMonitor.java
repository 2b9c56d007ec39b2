// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * The Prometheus operator's object, as far as it is used here; what is not is unknown.
 *
 * @see <a href="https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor">ServiceMonitor</a>
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class ServiceMonitor implements HasMetadata {
    private static final long serialVersionUID = 1;

    private String apiVersion = "";
    private String kind = "";
    private ObjectMeta metadata = new ObjectMeta();
    private Spec spec = new Spec(new Namespaces(List.of()), new LabelSelector(), List.of());

    record Spec(Namespaces namespaceSelector, LabelSelector selector, List<Endpoint> endpoints) {}

    record Namespaces(List<String> matchNames) {}

    record Endpoint(String port, String path, String interval, List<Relabeling> metricRelabelings) {}

    record Relabeling(List<String> sourceLabels, String regex, String targetLabel, String replacement) {}

    Spec spec() {
        return spec;
    }

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        apiVersion = version;
    }

    @Override
    public String getKind() {
        return kind;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta metadata) {
        this.metadata = metadata;
    }
}
