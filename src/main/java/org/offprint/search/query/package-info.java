/** Query language of the parameter {@code q}, with the parser, query tree and canonical text. */
package org.offprint.search.query;
