// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import java.util.List;
import java.util.Optional;

/** What the kernel says of processes: AppArmor's decisions where no audit daemon takes them, and those it kills for memory. */
final class KernelMessage {
    private static final String APPARMOR =
            " operation=\"([^\"]*)\"(?: \\w+=(?:\"[^\"]*\"|-?\\d+))*? profile=\"([^\"]*)\"(?: name=\"([^\"]*)\")?.*? pid=(\\d+) comm=\"([^\"]*)\".*";
    private static final String[] FIELDS = {"event.reason", "rule.name", "file.path", "process.pid", "process.name"};
    private static final List<Phrase> PHRASES = List.of(
            Phrase.of(
                    ".*apparmor=\"DENIED\"" + APPARMOR,
                    "intrusion_detection",
                    "denied",
                    "violated-apparmor-policy",
                    false,
                    FIELDS),
            Phrase.of(
                    ".*apparmor=\"ALLOWED\"" + APPARMOR,
                    "intrusion_detection",
                    "allowed",
                    "violated-apparmor-policy",
                    true,
                    FIELDS),
            Phrase.of(
                    "(?:\\[[^\\]]*\\] )?(?:Memory cgroup out|Out) of memory: Kill(?:ed)? process (\\d+) \\(([^)]*)\\).*",
                    "process",
                    "end",
                    "oom-killed",
                    true,
                    "process.pid",
                    "process.name"));

    private KernelMessage() {}

    static Optional<Meaning> read(String text) {
        return Phrase.read(PHRASES, text).map(Meaning::ordinary);
    }
}
