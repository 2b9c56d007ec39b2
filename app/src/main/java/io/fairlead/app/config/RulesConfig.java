// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.config;

import io.fairlead.schemas.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Which rules are published, and by whom.
 *
 * @param bundled whether the pack that comes with Fairlead is among them
 * @param paths files and folders of further rules
 * @param lists files and folders of values for placeholders
 * @param reload how often whoever publishes them looks whether they changed
 * @param publisher who publishes them where the stages run apart
 */
public record RulesConfig(
        @Setting(doc = "Whether the rules that come with Fairlead are published.", defaultValue = "true")
        boolean bundled,

        @Setting(doc = "Files and folders of further rules (*.yml, *.yaml).")
        List<Path> paths,

        @Setting(doc = "Files and folders of lists with values for placeholders of rules (*.txt, *.yml, *.yaml).")
        List<Path> lists,

        @Setting(
                doc = "How often `up`, or `detect` where it publishes, looks whether these files changed, and publishes"
                        + " them if they did; 0s: never.",
                defaultValue = "10s")
        Duration reload,

        @Setting(
                doc =
                        "Who publishes these rules where the stages run apart: `setup` whenever it is run, or `detect` when"
                                + " it starts and whenever the files change.",
                defaultValue = "setup")
        Publisher publisher) {
    /** Who publishes rules. */
    public enum Publisher {
        /** The command {@code setup}. */
        SETUP,
        /** The stage {@code detect}. */
        DETECT
    }

    public RulesConfig {
        if (reload.isNegative()) {
            throw new IllegalArgumentException("reload is not negative: " + reload);
        }
        if (publisher == Publisher.DETECT && reload.isZero()) {
            throw new IllegalArgumentException("publisher detect watches the files: reload is above 0s");
        }
    }
}
