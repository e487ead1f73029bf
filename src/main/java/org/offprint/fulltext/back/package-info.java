/** Notes, references, appendices and sub-articles. */
package org.offprint.fulltext.back;
