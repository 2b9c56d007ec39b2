// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.ingest.collect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The positions of all files, in one file of tab-separated lines.
 *
 * <p>Promise: the file is replaced whole or not at all; it never names an offset that Kafka has not acknowledged. One
 * collector at a time holds the directory. Files not seen for a week are forgotten.
 */
final class Positions implements AutoCloseable {
    private static final String HEADER = "fairlead positions 1";
    private static final Duration KEEP = Duration.ofDays(7);
    private static final int FIELDS = 8;

    private final Path file;
    private final FileChannel lockFile;
    private final boolean fresh;
    private final Map<String, Position> positions = new TreeMap<>();
    private boolean changed;

    private Positions(Path file, FileChannel lockFile, boolean fresh) {
        this.file = file;
        this.lockFile = lockFile;
        this.fresh = fresh;
    }

    /**
     * Reads what an earlier run left.
     *
     * @throws IllegalStateException when another collector holds the directory, or the file is damaged
     */
    static Positions open(Path directory) {
        Path file = directory.resolve("positions");
        try {
            Files.createDirectories(directory);
            FileChannel lockFile =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(lockFile)) {
                lockFile.close();
                throw new IllegalStateException(
                        "another collector uses " + directory + ": give each its own positions");
            }
            boolean fresh = !Files.exists(file);
            Positions positions = new Positions(file, lockFile, fresh);
            if (!fresh) {
                positions.read();
            }
            return positions;
        } catch (IOException fault) {
            throw new IllegalStateException(
                    "cannot use the positions directory " + directory + ": " + fault.getMessage(), fault);
        }
    }

    /** Whether no collector has run here before. */
    boolean fresh() {
        return fresh;
    }

    /**
     * The position of the file with this content, if it was read before. Of several that fit, the one last seen under
     * this path, else the one read furthest.
     */
    synchronized @Nullable Position find(String fingerprint, FileContent content, Path path) throws IOException {
        List<Position> fitting = alike(fingerprint).stream()
                .sorted(Comparator.<Position, Boolean>comparing(
                                position -> !position.path().equals(path))
                        .thenComparing(Position::offset, Comparator.reverseOrder()))
                .toList();
        for (Position position : fitting) {
            if (content.size() >= position.offset() && position.anchor().holds(content)) {
                return position;
            }
        }
        return null;
    }

    /** A position for a file not read before. */
    synchronized Position create(String fingerprint, Path path, long offset, long now) {
        int generation =
                alike(fingerprint).stream().mapToInt(Position::generation).max().orElse(-1) + 1;
        Position position = new Position(fingerprint, generation, offset, Anchor.none(), path, now);
        put(position);
        return position;
    }

    synchronized void put(Position position) {
        changed |= !position.equals(positions.put(position.identity(), position));
    }

    /** Writes what has changed. */
    synchronized void store(long now) throws IOException {
        if (!changed) {
            return;
        }
        positions.values().removeIf(position -> position.seenAt() < now - KEEP.toMillis());
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        positions.values().forEach(position -> text.append(line(position)).append('\n'));
        Path next = file.resolveSibling("positions.next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changed = false;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private List<Position> alike(String fingerprint) {
        return positions.values().stream()
                .filter(position -> position.fingerprint().equals(fingerprint))
                .toList();
    }

    private void read() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (i == 0 && !lines.get(0).equals(HEADER)) {
                    throw new IllegalArgumentException("unknown header");
                } else if (i > 0) {
                    Position position = position(lines.get(i));
                    positions.put(position.identity(), position);
                }
            } catch (IllegalArgumentException damaged) {
                throw new IllegalStateException(
                        file + " is damaged at line " + (i + 1) + ": remove it to read every file again", damaged);
            }
        }
    }

    private static String line(Position position) {
        Anchor anchor = position.anchor();
        String path = position.path().toString().replace('\t', '?').replace('\n', '?');
        return String.join(
                "\t",
                position.fingerprint(),
                String.valueOf(position.generation()),
                String.valueOf(position.offset()),
                String.valueOf(anchor.offset()),
                String.valueOf(anchor.length()),
                anchor.hash(),
                String.valueOf(position.seenAt()),
                path);
    }

    private static Position position(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("not " + FIELDS + " fields");
        }
        Anchor anchor = new Anchor(Long.parseLong(fields[3]), Integer.parseInt(fields[4]), fields[5]);
        return new Position(
                fields[0],
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[2]),
                anchor,
                Path.of(fields[7]),
                Long.parseLong(fields[6]));
    }

    private static boolean lock(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException held) {
            return false;
        }
    }
}
