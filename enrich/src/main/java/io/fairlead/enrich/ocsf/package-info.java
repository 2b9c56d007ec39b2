/** Another view of ECS documents: the classes of the Open Cybersecurity Schema Framework, by a table. */
@NullMarked
package io.fairlead.enrich.ocsf;

import org.jspecify.annotations.NullMarked;
