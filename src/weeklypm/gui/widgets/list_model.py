"""A list model of frozen values: delegates draw the value, readers are told its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
VALUE: Final = Qt.ItemDataRole.UserRole
T = TypeVar("T")


class ValueList(QAbstractListModel, Generic[T]):
    """Hold values in order. ``spoken`` gives the text of a value; ``chosen`` tells whether a row can be selected."""

    def __init__(
        self,
        parent: QObject,
        spoken: Callable[[T], str],
        *,
        selectable: Callable[[T], bool] | None = None,
        editable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._selectable = selectable
        self._editable = Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags
        self._values: list[T] = []

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._values)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        value = self._values[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._spoken(value)
        return value if role == VALUE else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._selectable is None or self._selectable(self._values[index.row()]):
            plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
            return plain | self._editable
        return Qt.ItemFlag.ItemNeverHasChildren

    def values(self) -> list[T]:
        """Return the values in order."""
        return list(self._values)

    def replace(self, values: Sequence[T]) -> None:
        """Hold other values; rows that stay where they are keep their selection."""
        wanted = list(values)
        shared = min(len(wanted), len(self._values))
        for row in range(shared):
            if self._values[row] != wanted[row]:
                self._values[row] = wanted[row]
                self.dataChanged.emit(self.index(row), self.index(row))
        if len(self._values) > shared:
            self.beginRemoveRows(QModelIndex(), shared, len(self._values) - 1)
            del self._values[shared:]
            self.endRemoveRows()
        if len(wanted) > shared:
            self.beginInsertRows(QModelIndex(), shared, len(wanted) - 1)
            self._values.extend(wanted[shared:])
            self.endInsertRows()
