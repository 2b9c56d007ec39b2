// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.start;

import io.fairlead.schemas.config.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a stage can write where it must. */
public final class DiskCheck {
    /** With less, checkpoints and positions soon cannot be written. */
    public static final DataSize LEAST = new DataSize(64 << 20);

    private DiskCheck() {}

    /** One sentence when the folder cannot be made or written, or its disk has less room than this. */
    public static Optional<String> fault(Path folder, DataSize least) {
        try {
            Path made = Files.createDirectories(folder.toAbsolutePath().normalize());
            long free = Files.getFileStore(made).getUsableSpace();
            if (free < least.bytes()) {
                return Optional.of("the disk of " + made + " is full: " + (free >> 20) + " MiB are left and "
                        + (least.bytes() >> 20) + " MiB are needed; make room, or choose another folder");
            }
            Files.delete(Files.createTempFile(made, "fairlead", ".check"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the folder " + folder + " cannot be written (" + e
                    + "); mend its permissions, or choose" + " another one");
        }
    }
}
