/** Records while readers fill them: typed parts that hold each value against the rules of the record. */
package org.offprint.formats.draft;
