/** JATS and its forerunners: the reader and the writer of the article, with a folder for each of its parts. */
package org.offprint.formats.jats;
