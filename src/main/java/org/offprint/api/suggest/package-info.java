/** What may be meant while somebody types. */
package org.offprint.api.suggest;
