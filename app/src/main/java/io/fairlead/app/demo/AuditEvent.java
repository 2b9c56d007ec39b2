// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.demo;

import java.time.Instant;

/**
 * One recorded audit event.
 *
 * @param index its number in the recording, from 0
 * @param auditId the request
 * @param stageTime when the recorded API server wrote it
 * @param json the event as it was written
 */
record AuditEvent(int index, String auditId, Instant stageTime, String json) {}
