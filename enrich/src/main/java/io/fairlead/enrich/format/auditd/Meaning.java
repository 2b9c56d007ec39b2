// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.List;

/**
 * What a record type or system call means, in the words of Elastic's auditd integration.
 *
 * @param action for {@code event.action}
 * @param kind for {@code event.kind}; empty for an ordinary event
 * @param categories for {@code event.category}
 * @param types for {@code event.type}
 * @param object what it was done to: file, socket, process …; empty when unknown
 * @param path which PATH record is the object
 * @param primary keys that name the object, the first that is there
 * @param secondary keys that tell more of it
 * @param actor keys that name who did it; empty for auid
 * @param actorSecondary keys that name as whom; empty for uid
 * @param how keys that name the program; empty for exe or comm
 * @param sourceAddress whether {@code addr} is where it came from
 * @param people who stands for which user of ECS
 */
record Meaning(
        String action,
        String kind,
        List<String> categories,
        List<String> types,
        String object,
        int path,
        List<String> primary,
        List<String> secondary,
        List<String> actor,
        List<String> actorSecondary,
        List<String> how,
        boolean sourceAddress,
        People people) {

    /** Who of the summary is {@code user}, {@code user.effective}, {@code user.target} and {@code group}. */
    enum People {
        /** Only the record's own ids. */
        NONE,
        /** The actor is the user, the second actor the effective one. */
        SESSION,
        /** The actor is the user, the object the effective one: a login id is set. */
        LOGIN,
        /** As SESSION, and the object is the user it was done to. */
        USER_CHANGE,
        /** As SESSION, and the object is the group it was done to. */
        GROUP_CHANGE,
        /** The actor is the user, the process's user the effective one, the second actor the one it was done to. */
        OTHER_USER,
        /** As OTHER_USER with a group. */
        OTHER_GROUP
    }
}
