/** Suggestions while somebody types. */
package org.offprint.api.suggest;
