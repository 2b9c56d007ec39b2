// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A class whose package says that nothing in it is null unless it is written so. */
final class BeNullMarked extends ArchCondition<JavaClass> {
    BeNullMarked() {
        super("be in a package annotated with @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
                type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent();
        events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " has no @NullMarked package-info"));
    }
}
