/** Reads and writes JATS and its NLM predecessors, with one folder for each part of an article. */
package org.offprint.formats.jats;
