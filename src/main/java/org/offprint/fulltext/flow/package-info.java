/** HTML as it is written, with the rules of where words and blocks may stand. */
package org.offprint.fulltext.flow;
