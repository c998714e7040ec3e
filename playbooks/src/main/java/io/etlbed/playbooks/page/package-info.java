/** HTML pages that need no other file: what the reports of this project have in common. */
@NullMarked
package io.etlbed.playbooks.page;

import org.jspecify.annotations.NullMarked;
