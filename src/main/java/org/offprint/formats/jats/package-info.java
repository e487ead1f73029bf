/** Reader and writer for JATS and its NLM predecessors, with one package for each part of an article. */
package org.offprint.formats.jats;
