// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.syslog;

import io.fairlead.enrich.ecs.Rfc3339;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** {@code 2026-11-22T14:00:00.123}: a stamp of RFC 3339 without its zone. */
final class LocalStamp {
    private LocalStamp() {}

    static boolean is(String stamp) {
        return Rfc3339.parse(stamp + 'Z').isPresent();
    }

    /** The instant at which clocks of the zone showed it. */
    static Optional<Instant> resolve(String stamp, ZoneId zone) {
        return Rfc3339.parse(stamp + 'Z')
                .map(utc -> utc.atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .atZone(zone)
                        .toInstant());
    }
}
