/** Search suggestions, prefix queries and spelling corrections. */
package org.offprint.search.embedded.suggest;
