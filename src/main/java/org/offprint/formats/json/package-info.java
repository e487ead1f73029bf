/** Reads JSON record by record and reports at the end the members that no reader took. */
package org.offprint.formats.json;
