"""What is off about a call of the command line, in Chinese words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import click

from .errors import UsageError, ZerenError

INTERRUPTED: Final = 130

# What click says, and what we say: it has no Chinese, and of some slips its sentences are the only account.
_SAID: Final = (
    (r"'(?P<v>.*)' is not a valid integer( range)?\.", "“{v}”不是整数"),
    (r"'(?P<v>.*)' is not a valid float( range)?\.", "“{v}”不是数"),
    (r"(?P<v>\S+) is not in the range x>=(?P<low>\S+)\.", "{v} 太小，至少为 {low}"),
    (r"(?P<v>\S+) is not in the range (?P<low>\S+?)<=x<=(?P<high>\S+?)\.", "{v} 应在 {low} 与 {high} 之间"),
    (r"'(?P<v>.*)' does not match the formats? .*", "“{v}”不是日期，应写成 YYYY-MM-DD，如 2024-05-06"),
    (r"'(?P<v>.*)' is not one of (?P<all>.*)\.", "“{v}”不在可选的值之中：{all}"),
    (r"(?:Path|File|Directory) '(?P<v>.*)' does not exist\.", "“{v}”不存在"),
    (r"File '(?P<v>.*)' is a directory\.", "“{v}”是文件夹，应为文件"),
    (r"Takes (?P<n>\d+) values? but (?P<m>\d+) (?:was|were) given\.", "应给出 {n} 个，给了 {m} 个"),
    (r"Argument '.*' takes (?P<n>\d+) values?\.?", "应给出 {n} 个"),
    (r"Got unexpected extra arguments? \((?P<v>.*)\)", "多出的参数：{v}"),
    (r"Option '(?P<v>.*)' requires (?P<n>\d+) arguments\.", "选项 {v} 后面应有 {n} 个值"),
    (r"Option '(?P<v>.*)' requires an argument\.", "选项 {v} 后面缺少值"),
    (r"Option '(?P<v>.*)' does not take a value\.", "选项 {v} 后面不应有值"),
    (r"Missing command\.", "缺少命令"),
)


def told(error: click.UsageError, command: click.Command) -> str:
    """Say what is off: an option or a command that there is not, one left out, one too many, a bad value."""
    if isinstance(error, click.NoSuchOption):
        near = f"，是否想用 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有这个选项：{error.option_name}{near}"
    if isinstance(error, click.NoSuchCommand):
        return f"没有这个命令：{error.command_name}"
    label = _label(error, command)
    if isinstance(error, click.MissingParameter):
        return f"缺少{label}"
    words = _chinese(error.message)
    return f"{label}：{words}" if label else words


def _label(error: click.UsageError, command: click.Command) -> str:
    """The option by its flag, or the argument by its name in the help; empty where the error is of neither."""
    parameter = getattr(error, "param", None) or next(_named(error, command), None)
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return f"选项 {max(parameter.opts, key=len)}"
    return f"参数 {parameter.metavar or parameter.name}"


def _named(error: click.UsageError, command: click.Command) -> Iterator[click.Parameter]:
    """The argument that an error names in words alone."""
    found = re.match(r"Argument '(.*)' takes", error.message)
    for parameter in command.params:
        if found and found[1] in {parameter.name, parameter.metavar, *parameter.opts}:
            yield parameter


def _chinese(message: str) -> str:
    for pattern, words in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = {name: value.replace("', '", "、").strip("'") for name, value in found.groupdict().items()}
            return words.format(**values)
    return message


def complain(error: BaseException, root: click.Command, arguments: Sequence[str]) -> int:
    """Print an error as one line on stderr and return its exit code; it may hold a document's words."""
    from .terminal import clean

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        return UsageError.exit_code
    if isinstance(error, click.UsageError):
        message, code = usage(error, root, arguments), UsageError.exit_code
    elif isinstance(error, ZerenError):
        message, code = str(error), error.exit_code
    elif isinstance(error, click.ClickException):
        message, code = error.format_message(), UsageError.exit_code
    else:
        message, code = "已中断", INTERRUPTED
    click.echo(f"错误：{clean(' '.join(message.split()))}", err=True)
    return code


def usage(error: click.UsageError, root: click.Command, arguments: Sequence[str]) -> str:
    """Say in one Chinese sentence what is off about a call, and where its help is."""
    command, path = root, ["zeren"]
    for word in arguments:
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
            path.append(word)
    return f"{told(error, command)}；用法见 {' '.join(path)} --help"
