/** Reader and writer for JATS and its NLM predecessors, with one package for each section of an article. */
package org.offprint.formats.jats;
