/** Elements within words: faces, links, cross references, small images. */
package org.offprint.fulltext.inline;
