/** Registration runs, which register, preview or compare many articles of a journal. */
package org.offprint.services.registration.runs;
