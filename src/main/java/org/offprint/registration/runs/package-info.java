/** Runs: many articles of a journal sent anew, or looked at without sending. */
package org.offprint.registration.runs;
