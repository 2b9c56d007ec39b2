// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.enrich.json.JsonReader;
import io.fairlead.enrich.json.JsonTree;
import io.fairlead.schemas.deadletter.DeadLetterCode;
import io.fairlead.schemas.record.Origin;
import io.fairlead.schemas.record.RawLog;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One raw record with its bytes, read as JSON or text at most once. For one thread. */
public final class Source {
    /** Longest payload that is read into a tree, in bytes; longer ones are reports, which are read in pieces, or nothing. */
    public static final int MOST_TREE = 32 * 1024 * 1024;

    private final RawLog raw;
    private final byte[] bytes;
    private final JsonReader reader;
    private final String readAt;
    private @Nullable JsonTree json;
    private @Nullable JsonNode outline;

    /** The source that a raw record is; JSON is read by this reader. */
    public Source(RawLog raw, JsonReader reader) {
        this(raw, reader, "");
    }

    private Source(RawLog raw, JsonReader reader, String readAt) {
        this.raw = raw;
        this.readAt = readAt;
        this.bytes = bytes(raw.getPayload());
        this.reader = reader;
    }

    /** The delivery's id. */
    public String id() {
        return raw.getId();
    }

    /** Where it came from. */
    public Origin origin() {
        return raw.getOrigin();
    }

    /** When it was taken in. */
    public Instant receivedAt() {
        return raw.getReceivedAt();
    }

    /** When an agent says that it read the line, RFC 3339: about the time of one that has no stamp; empty when none says. */
    public String readAt() {
        return readAt;
    }

    /** What the transport knew beside the bytes. */
    public Map<String, String> attributes() {
        return raw.getAttributes();
    }

    /** The zone of stamps that name none: that of the attribute {@code timezone}, else UTC. */
    public ZoneId zone() {
        try {
            return ZoneId.of(attributes().getOrDefault("timezone", "UTC"));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** The payload; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The payload as JSON. Whoever parses the source may change the tree; {@link Format#fit} must not. */
    public JsonTree json() {
        JsonTree tree = json;
        if (tree == null) {
            tree = large()
                    ? new JsonTree.TooLarge("longer than the " + MOST_TREE + " bytes that are read at once")
                    : reader.read(bytes);
            json = tree;
        }
        return tree;
    }

    /** Whether the payload is too long to be read at once. */
    public boolean large() {
        return bytes.length > MOST_TREE;
    }

    /**
     * What is at the top of the payload's JSON: of a large one the first keys and values of the upper levels, else all of
     * it; a missing node when there is none to be read. Not to be changed.
     */
    public JsonNode outline() {
        JsonNode top = outline;
        if (top == null) {
            if (large()) {
                top = Outline.of(bytes, reader);
            } else {
                top = json() instanceof JsonTree.Read read ? read.root() : MissingNode.getInstance();
            }
            outline = top;
        }
        return top;
    }

    /** What this makes of the payload's JSON; a rejection when there is none to be read. */
    public Parsed asJson(Function<JsonTree.Read, Parsed> parse) {
        return read(json(), parse);
    }

    /** What this makes of a tree; a rejection when there is none. */
    static Parsed read(JsonTree tree, Function<JsonTree.Read, Parsed> parse) {
        return switch (tree) {
            case JsonTree.Broken broken -> new Parsed.Rejected(DeadLetterCode.PARSE, broken.message(), "");
            case JsonTree.TooLarge tooLarge -> new Parsed.Rejected(DeadLetterCode.LIMIT, tooLarge.message(), "");
            case JsonTree.Read read -> parse.apply(read);
        };
    }

    /** As {@link #asJson}; a rejection when the JSON is no object either. */
    public Parsed asObject(BiFunction<ObjectNode, JsonTree.Read, Parsed> parse) {
        return asJson(read -> read.root() instanceof ObjectNode root
                ? parse.apply(root, read)
                : new Parsed.Rejected(DeadLetterCode.SCHEMA, "not a JSON object", ""));
    }

    /** The same record with another text in the place of its payload. */
    public Source withText(String text) {
        byte[] replaced = text.getBytes(StandardCharsets.UTF_8);
        return new Source(
                RawLog.newBuilder(raw).setPayload(ByteBuffer.wrap(replaced)).build(), reader, readAt);
    }

    /** The same record with what an agent knows of it. */
    Source withPlace(Map<String, String> attributes, String readAt) {
        return new Source(RawLog.newBuilder(raw).setAttributes(attributes).build(), reader, readAt);
    }

    /** The payload as text, or empty when it is not UTF-8. */
    public Optional<String> strictText() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The payload as text; bytes that are not UTF-8 become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer payload) {
        if (payload.hasArray() && payload.arrayOffset() == 0 && payload.remaining() == payload.array().length) {
            return payload.array();
        }
        byte[] copy = new byte[payload.remaining()];
        payload.duplicate().get(copy);
        return copy;
    }
}
